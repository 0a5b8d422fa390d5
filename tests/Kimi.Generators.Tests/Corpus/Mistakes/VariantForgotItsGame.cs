// Stack: prime-rl
// Kind: a variant overrides training and forgets the environment that its evaluation has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-forgot-its-game")]
public abstract partial class VariantForgotItsGame
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Game>(MaxTurns = 4, MaxReplyTokens = 8)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Game>(MaxTurns = 4, MaxReplyTokens = 8)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>With a stronger pull.</summary>
[Recipe("variant-forgot-its-game-2")]
public abstract partial class StrongerPull : VariantForgotItsGame
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent(Tau = 0.5)]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems); //! KIMI6011
}

/// <summary>A game.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(
            turn.Text == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));

        public ValueTask DisposeAsync() => default;
    }
}
