// Form: the best score of each problem is state of a reward, saved and read again
using System.Collections.Concurrent;
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("best-kept-across-a-restart")]
public abstract partial class BestKeptAcrossARestart
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Best>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Right is 1, and 0.8 where a shorter right response was seen before.</summary>
public sealed class Best : IReward<MathProblem>, ICheckpointed
{
    private const string FileName = "best.json";

    private ConcurrentDictionary<string, int> _shortest = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!rollout.Text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal))
            return ValueTask.FromResult(Verdict.Of(false));
        var shortest = _shortest.AddOrUpdate(problem.Id, rollout.Length, (_, before) => Math.Min(before, rollout.Length));
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(rollout.Length <= shortest ? 1 : 0.8));
    }

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(_shortest));

    /// <inheritdoc/>
    public void Load(string folder) =>
        _shortest = JsonSerializer.Deserialize<ConcurrentDictionary<string, int>>(File.ReadAllText(Path.Combine(folder, FileName))) ?? new();
}
