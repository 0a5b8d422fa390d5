using Kimi.Dsl;

namespace Kimi.Cli.Commands;

/// <summary>The context of a stage that runs outside of any run: it keeps nothing but its summary.</summary>
/// <param name="name">The stage's name.</param>
/// <param name="seed">Its seed.</param>
internal sealed class DetachedStage(string name, ulong seed) : StageContext, ICheckpoints, IDisposable
{
    private readonly Dictionary<string, double> _summary = [];
    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("kimi-log-");

    /// <inheritdoc/>
    public override string StageName => name;

    /// <inheritdoc/>
    public override string Address => "";

    /// <inheritdoc/>
    public override ulong Seed => seed;

    /// <inheritdoc/>
    public override string OutputFolder => throw new KimiException($"stage {name} writes files, which it can only do in a run: use run");

    /// <inheritdoc/>
    public override string LogFolder => _logs.FullName;

    /// <inheritdoc/>
    public override ICheckpoints Checkpoints => this;

    /// <summary>The final metrics.</summary>
    public IReadOnlyDictionary<string, double> Summary => _summary;

    /// <inheritdoc/>
    public override void Record(int step, int steps, IReadOnlyDictionary<string, double> metrics, IReadOnlyDictionary<string, double> measurements)
    {
    }

    /// <inheritdoc/>
    public override void Summarize(string metric, double value) => _summary[metric] = value;

    /// <inheritdoc/>
    public void Dispose() => _logs.Delete(recursive: true);

    /// <inheritdoc/>
    public int Resume(params IReadOnlyList<ICheckpointed> parts) => 0;

    /// <inheritdoc/>
    public void Save(int step, int keep, params IReadOnlyList<ICheckpointed> parts)
    {
    }

    /// <inheritdoc/>
    public void KeepBest(int step, double score, params IReadOnlyList<ICheckpointed> parts)
    {
    }
}
