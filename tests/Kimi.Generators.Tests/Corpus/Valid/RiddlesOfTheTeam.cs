// Form: a transform makes problems of the team, which a reward of the team judges
using Kimi.Dsl;

namespace Acme;

[Recipe("riddles-of-the-team")]
public abstract partial class RiddlesOfTheTeam
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

    [Transform]
    public static PromptSet Paraphrased(PromptSet problems) => new([.. problems.OfType<MathProblem>().Select(one => new WordProblem
    {
        Id = one.Id, Prompt = "What is " + one.Prompt.Text + "?", Level = one.Level, Value = one.Answer,
    })]);

    [Transform]
    public static PromptSet ParaphrasedTest([From(nameof(HeldOut))] PromptSet problems) => Paraphrased(problems);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler(Width = 2)]
    [Reward<WordJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet paraphrased);

    [Evaluate]
    [Reward<WordJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet paraphrasedTest);
}

/// <summary>A question in words.</summary>
public sealed record WordProblem : Problem
{
    /// <summary>The answer.</summary>
    public required string Value { get; init; }
}

/// <summary>Judges them.</summary>
public sealed class WordJudge : IReward<WordProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(WordProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.EndsWith('#' + problem.Value, StringComparison.Ordinal)));
}
