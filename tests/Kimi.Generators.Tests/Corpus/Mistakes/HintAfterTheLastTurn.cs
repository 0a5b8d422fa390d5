// Stack: SkyRL
// Kind: a hint comes at the sixth try, and the policy has four turns
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("hint-after-the-last-turn")]
public abstract partial class HintAfterTheLastTurn
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 192, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 768)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Tutor>(MaxTurns = 4, MaxReplyTokens = 40)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Tutor>(MaxTurns = 4, MaxReplyTokens = 40)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Helps those who try for long.</summary>
public sealed class Tutor : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Lesson(problem));

    private sealed class Lesson(MathProblem problem) : IEpisode
    {
        private int _tries;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            _tries++;
            var hint = _tries == 6 ? $"it has {problem.Answer.Length} digits" : "try again"; //! KIMI8032
            return new(new EnvironmentReply.Continue(hint));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
