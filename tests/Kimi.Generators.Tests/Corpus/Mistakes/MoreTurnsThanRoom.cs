// Stack: SkyRL
// Kind: a setting raises the number of turns, whose replies the context does not hold
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-turns-than-room")]
public abstract partial class MoreTurnsThanRoom
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
    [ExactAnswerReward]
    [Environment<Game>(MaxTurns = 4, MaxReplyTokens = 32)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<Game>(MaxTurns = 4, MaxReplyTokens = 32)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A game of guesses.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem));

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(
            turn.Text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal) ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));

        public ValueTask DisposeAsync() => default;
    }
}
//// kimi.json
{
  "more-turns-than-room": {
    "LongCot": { "Game": { "MaxTurns": 24 } }, //! KIMI6001
    "Report": { "Game": { "MaxTurns": 24 } }
  }
}
