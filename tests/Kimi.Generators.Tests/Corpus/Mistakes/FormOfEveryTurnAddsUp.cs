// Stack: SkyRL
// Kind: the form of every try is paid, so that three wrong tries in good form earn more than a right first one
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("form-of-every-turn-adds-up", Seed = 2)]
[Sampling(MaxResponseTokens = 512)]
[Environment<SecondChances>(MaxTurns = 4, MaxReplyTokens = 128)]
public abstract partial class FormOfEveryTurnAddsUp
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/gsm8k-test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 80, LearningRate = 1e-6)]
    [Environment<SecondChances>]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "####")]
    [TriesInForm(Weight = 0.5)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [Environment<SecondChances>]
    [ExactAnswerReward(Marker = "####")]
    public abstract Evaluation Report(Policy tuned, PromptSet test);
}

/// <summary>Says when an answer is wrong, and lets the policy try again.</summary>
public sealed class SecondChances : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Tries(problem));

    private sealed class Tries(MathProblem problem) : IEpisode
    {
        public IReadOnlyList<Message> Opening => [new(MessageRole.User, [new PromptPart.Text("\nEnd with the answer in the form '#### ANSWER'.\n")])];

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(
            turn.Text.TrimEnd().EndsWith($"#### {problem.Answer}", StringComparison.Ordinal)
                ? new EnvironmentReply.Finished()
                : new EnvironmentReply.Continue("\nThat is not correct. Try again, and end with '#### ANSWER'.\n"));

        public ValueTask DisposeAsync() => default;
    }
}

/// <summary>Rewards tries that have an answer in the form that is asked for.</summary>
public sealed class TriesInFormAttribute : RewardAttribute<TriesInForm>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>Looks for the form.</summary>
public sealed class TriesInForm : IReward<MathProblem>
{
    private const double MostTries = 4;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var inForm = rollout.Turns.OfType<PolicyTurn>().Count(turn => turn.Text.Contains("#### ", StringComparison.Ordinal));
        return new(new Verdict.Scored(Math.Min(1, inForm / MostTries))); //! none yet
    }
}
