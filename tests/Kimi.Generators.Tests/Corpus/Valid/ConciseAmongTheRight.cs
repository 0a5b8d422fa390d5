// Form: a group reward ranks right responses by their length against each other, beside a verifier that decides
using Kimi.Dsl;

namespace Acme.Concise;

[Recipe("concise-among-the-right", Seed = 16)]
[Sampling(MaxResponseTokens = 80)]
public abstract partial class ConciseAmongTheRight
{
    [Problems<AdditionProblems>(Count = 6_000)] public abstract PromptSet Sums();
    [Problems<AdditionProblems>(Count = 400, Split = Split.HeldOut)] public abstract PromptSet SumsTest();
    [Demonstrations<Wordy>(PerProblem = 2)] public abstract Demonstrations Spoken(PromptSet sums);
    [InitializeTransformer(HiddenSize = 160, AttentionHeads = 5, KeyValueHeads = 5, ContextLength = 128)] public abstract Policy Blank();
    [FineTune(Steps = 900, BatchSize = 32)] public abstract Policy Talker(Policy blank, Demonstrations spoken);

    [Reinforce(Iterations = 50), MirrorDescent(Tau = 0.2), ExactAnswerReward, Brevity(Weight = 0.2)]
    [CurriculumSampler(Width = 2, StartLevel = 2, UntilIteration = 20)]
    public abstract Policy Brief(Policy talker, PromptSet sums);

    [Evaluate(SamplesPerPrompt = 4), ExactAnswerReward]
    public abstract Evaluation Lengths(Policy talker, Policy brief, PromptSet sumsTest);
}

/// <summary>Adds from the right, and says more than it must.</summary>
public sealed class Wordy : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var filler = string.Concat(Enumerable.Repeat("so ", random.Next(0, 6)));
        return $"{filler}{string.Join(' ', problem.Answer.Reverse())} that is #{problem.Answer}";
    }
}

/// <summary>Prefers the brief among the right.</summary>
public sealed class BrevityAttribute : RewardAttribute<Brevity>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>Ranks.</summary>
public sealed class Brevity : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var right = rollouts.Where(rollout => IsRight(problem, rollout)).Select(rollout => rollout.Length).Order().ToList();
        return ValueTask.FromResult<IReadOnlyList<Verdict>>([.. rollouts.Select(Verdict (rollout) => new Verdict.Scored(Score(rollout)))]);

        double Score(Rollout rollout) =>
            !IsRight(problem, rollout) ? 0 : right.Count == 1 ? 1 : 1 - (double)right.IndexOf(rollout.Length) / right.Count;
    }

    private static bool IsRight(MathProblem problem, Rollout rollout) =>
        rollout.Text.LastIndexOf('#') is >= 0 and var marker && rollout.Text[(marker + 1)..].Trim() == problem.Answer;
}
