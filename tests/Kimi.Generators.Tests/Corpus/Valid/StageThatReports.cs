// Form: a stage of the team with options, a helper that counts in parallel but in order, and progress that it records
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Kimi.Dsl;

namespace Acme.Reports;

[Recipe("stage-that-reports")]
public abstract partial class StageThatReports
{
    [DemonstrationsFile(Path = "sft/mix.jsonl", Layout = DemonstrationLayout.Messages)]
    public abstract Demonstrations Mix();

    [Diverse(Window = 3, MaxOverlap = 0.6, Keep = 20_000)]
    public abstract Demonstrations Chosen(Demonstrations mix);

    [LoadPolicy("models/base-1b")]
    public abstract Policy Base();

    [FineTune(Steps = 900, LearningRate = 1e-5)]
    public abstract Policy Taught([From(nameof(Base))] Policy start, [From(nameof(Chosen))] Demonstrations examples);
}

/// <summary>Keeps demonstrations that are unlike those before them.</summary>
public sealed class DiverseAttribute : StageAttribute<Demonstrations, Demonstrations>
{
    /// <summary>Words of a piece.</summary>
    [Range(1, 20)]
    [DefaultValue(4)]
    public int Window { get; set; } = 4;

    /// <summary>The largest share of pieces that are known.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.5)]
    public double MaxOverlap { get; set; } = 0.5;

    /// <summary>How many are kept; 0 for all.</summary>
    [Range(0, 10_000_000)]
    [DefaultValue(0)]
    public int Keep { get; set; }
}

/// <summary>Does it.</summary>
[ImplementationVersion(3)]
public sealed class Diverse : IStage<DiverseAttribute, Demonstrations, Demonstrations>
{
    private const int Step = 1_000;

    /// <inheritdoc/>
    public Task<Demonstrations> RunAsync(DiverseAttribute options, Demonstrations input, StageContext context, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var pieces = input.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(one => Pieces(one.Response, options.Window)).ToArray();
        var (known, kept) = (new HashSet<int>(), new List<Demonstration>());
        for (var i = 0; i < pieces.Length && (options.Keep == 0 || kept.Count < options.Keep); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var overlap = pieces[i].Count == 0 ? 1 : (double)pieces[i].Count(known.Contains) / pieces[i].Count;
            if (overlap <= options.MaxOverlap)
            {
                kept.Add(input[i]);
                known.UnionWith(pieces[i]);
            }

            if (i % Step == 0)
                Tell(context, i, pieces.Length, kept.Count, watch.Elapsed);
        }

        context.Summarize("kept", kept.Count);
        return Task.FromResult(new Demonstrations(kept));
    }

    private static void Tell(StageContext context, int place, int all, int kept, TimeSpan elapsed) => context.Record(
        place / Step,
        (all + Step - 1) / Step,
        new Dictionary<string, double> { ["kept"] = kept },
        new Dictionary<string, double> { ["seconds"] = elapsed.TotalSeconds });

    private static HashSet<int> Pieces(string text, int window)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pieces = new HashSet<int>();
        for (var i = 0; i + window <= words.Length; i++)
            pieces.Add(Hash(words.AsSpan(i, window)));
        return pieces;
    }

    private static int Hash(ReadOnlySpan<string> words)
    {
        var hash = 17;
        foreach (var word in words)
        {
            foreach (var letter in word)
                hash = unchecked((hash * 31) + letter);
        }

        return hash;
    }
}
