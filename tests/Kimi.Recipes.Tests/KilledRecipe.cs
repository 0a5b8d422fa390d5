using System.Diagnostics;
using System.Globalization;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests;

/// <summary>What the kill tests run: a checkpoint after every step, responses that spread over iterations, a component with state.</summary>
[Recipe("killed", Seed = 5)]
public abstract partial class KilledRecipe
{
    [ChainProblems(Count = 32)]
    public abstract PromptSet Problems();

    [ChainTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 1, HiddenSize = 24, AttentionHeads = 1, KeyValueHeads = 1, FeedForwardSize = 32, ContextLength = 128, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 40, BatchSize = 2, WarmupSteps = 2, CheckpointEvery = 1)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 40, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 12, StepsPerIteration = 2, CheckpointEvery = 1)]
    [MirrorDescent]
    [PrioritizedSampler]
    [PartialRollouts(TokenBudget = 5)]
    [Reward<EvenLength>]
    [Penalty<Whim>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Rewards responses of even length.</summary>
[ImplementationVersion(1)]
public sealed class EvenLength : IReward<Problem>
{
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Length % 2 == 0));
}

/// <summary>Alternately prefers short and long responses, one group each. On request it ends the process by SIGKILL in the middle of a checkpoint's
/// writing.</summary>
[ImplementationVersion(1)]
public sealed class Whim : IPenalty, ICheckpointed
{
    /// <summary>The environment variable with the number of the checkpoint, within this process, that must not be finished.</summary>
    public const string DieAtSave = "KILLED_AT_SAVE";

    private const string StateFile = "turn.txt";

    private int _turn;
    private int _saves;

    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var sign = _turn++ % 2 == 0 ? 0.01 : -0.01;
        return [.. group.Select(rollout => sign * rollout.Length)];
    }

    public void Save(string folder)
    {
        if ($"{++_saves}" == Environment.GetEnvironmentVariable(DieAtSave))
            Process.GetCurrentProcess().Kill();
        File.WriteAllText(Path.Combine(folder, StateFile), $"{_turn}");
    }

    public void Load(string folder) => _turn = int.Parse(File.ReadAllText(Path.Combine(folder, StateFile)), CultureInfo.InvariantCulture);
}
