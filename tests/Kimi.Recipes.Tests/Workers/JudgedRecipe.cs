using System.Globalization;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>A stage whose reward takes its time.</summary>
[Recipe("judged", Seed = 7)]
public abstract partial class JudgedRecipe
{
    [ChainProblems(Count = 32)]
    public abstract PromptSet Problems();

    [ChainTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 1, HiddenSize = 24, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 32, ContextLength = 128, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 4, BatchSize = 2, WarmupSteps = 2)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 5, PromptsPerIteration = 6, SamplesPerPrompt = 4, MaxResponseTokens = 40, StepsPerIteration = 1)]
    [MirrorDescent]
    [SlowReward(Milliseconds = 300, TimeLimitSeconds = 60)]
    [ExactAnswerReward(Weight = 0.5)]
    [Reward<ShareOfGroup>(Weight = 0.25)]
    [Reward<RankInIteration>(Weight = 0.25)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges slowly.</summary>
public sealed class SlowRewardAttribute : RewardAttribute<SlowReward>
{
    /// <summary>How slowly.</summary>
    public int Milliseconds { get; set; }
}

/// <summary>A reward that only this application has: the share of the digit 1, after a while.</summary>
/// <param name="options">Its options.</param>
[ImplementationVersion(1)]
public sealed class SlowReward(SlowRewardAttribute options) : IReward<MathProblem>
{
    internal const string JudgedBy = "judged-by-";

    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ProcessMark.Leave(JudgedBy);
        await Task.Delay(options.Milliseconds, cancellationToken);
        return new Verdict.Scored(rollout.Text.Length == 0 ? 0 : (double)rollout.Text.Count(character => character == '1') / rollout.Text.Length);
    }
}

/// <summary>A reward of groups that only this application has: the share of the group's longest response.</summary>
[ImplementationVersion(1)]
public sealed class ShareOfGroup : IGroupReward<MathProblem>
{
    internal const string JudgedBy = "group-judged-by-";

    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        ProcessMark.Leave(JudgedBy);
        var longest = rollouts.Max(rollout => Math.Max(1, rollout.Text.Length));
        return new([.. rollouts.Select(rollout => (Verdict)new Verdict.Scored((double)rollout.Text.Length / longest))]);
    }
}

/// <summary>A reward of whole iterations that only this application has: the share of responses that are no longer, after a while.</summary>
[ImplementationVersion(1)]
public sealed class RankInIteration : IBatchReward<MathProblem>
{
    internal const string JudgedBy = "iteration-judged-by-";

    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        ProcessMark.Leave(JudgedBy);
        await Task.Delay(500, cancellationToken);
        return
        [
            .. rollouts.Select(entry => (Verdict)new Verdict.Scored(
                (double)rollouts.Count(other => other.Rollout.Text.Length <= entry.Rollout.Text.Length) / rollouts.Count)),
        ];
    }
}

/// <summary>Files that say which processes have done something.</summary>
internal static class ProcessMark
{
    /// <summary>Says that this one has.</summary>
    /// <param name="what">What the file's name begins with.</param>
    public static void Leave(string what)
    {
        // Others do it at the same time.
        using var file = File.Open($"{what}{Environment.ProcessId}", FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>The processes that have.</summary>
    /// <param name="folder">Where they worked.</param>
    /// <param name="what">What the files' names begin with.</param>
    public static int[] In(string folder, string what) =>
        [.. Directory.GetFiles(folder, $"{what}*").Select(file => int.Parse(Path.GetFileName(file)[what.Length..], CultureInfo.InvariantCulture))];
}
