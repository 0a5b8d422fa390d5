// Stack: verl
// Kind: turns end in a line break that the alphabet lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("turn-end-nobody-can-write")]
public abstract partial class TurnEndNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Game>] //! KIMI6009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A game.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        return new(new Episode(problem));
    }

    private sealed class Episode(MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(turn.Segments.Count > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(problem.Prompt.Text));

        public ValueTask DisposeAsync() => default;
    }
}
