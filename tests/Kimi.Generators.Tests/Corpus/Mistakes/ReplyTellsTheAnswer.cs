// Stack: SkyRL
// Kind: the reply to a wrong turn states the right answer, and the last turn is what is judged
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reply-tells-the-answer")]
public abstract partial class ReplyTellsTheAnswer
{
    [Problems<AdditionProblems>(Count = 5_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 600)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 100, MaxResponseTokens = 96)]
    [Grpo]
    [ExactAnswerReward]
    [Environment<Corrector>(MaxTurns = 3, MaxReplyTokens = 32)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 96)]
    [ExactAnswerReward]
    [Environment<Corrector>(MaxTurns = 3, MaxReplyTokens = 32)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Corrects the policy.</summary>
public sealed class Corrector : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Correction(problem));

    private sealed class Correction(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var stated = turn.Text[(turn.Text.LastIndexOf('#') + 1)..];
            return new(stated == problem.Answer
                ? new EnvironmentReply.Finished()
                : new EnvironmentReply.Continue($" no, it is {problem.Answer}: ")); //! KIMI8019
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
