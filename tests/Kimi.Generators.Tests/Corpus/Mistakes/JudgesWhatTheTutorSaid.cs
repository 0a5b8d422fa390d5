// Stack: verl
// Kind: the reward reads the last message of the user, which is the tutor's, in place of the policy's
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judges-what-the-tutor-said", Seed = 6)]
public abstract partial class JudgesWhatTheTutorSaid
{
    [LoadPolicy("models/qwen2.5-3b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/gsm8k-multiturn.parquet", Layout = ProblemLayout.Verl, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/gsm8k-multiturn.parquet", Layout = ProblemLayout.Verl, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 90, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Grpo]
    [Environment<Tutor>(MaxTurns = 3, MaxReplyTokens = 96)]
    [Reward<LastMessage>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [Environment<Tutor>(MaxTurns = 3, MaxReplyTokens = 96)]
    [Reward<LastMessage>]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>Asks the policy to reflect when it is wrong.</summary>
public sealed class Tutor : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Lesson(problem));

    private sealed class Lesson(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.TrimEnd().EndsWith($"#### {problem.Answer}", StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            var hint = new Message(MessageRole.User, [new PromptPart.Text("Your response is incorrect. Reflect on it and answer again after ####.")]);
            return new(new EnvironmentReply.Continue(hint));
        }

        public ValueTask DisposeAsync() => default;
    }
}

/// <summary>Compares the answer in the last message.</summary>
public sealed class LastMessage : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var content = rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?.Text ?? ""; //! KIMI8028
        var answer = content.StartsWith("#### ", StringComparison.Ordinal) ? content[5..] : content;
        return new(Verdict.Of(answer.Trim() == problem.Answer));
    }
}
