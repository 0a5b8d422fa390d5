// Stack: SkyRL
// Kind: the state of a game is kept by the id of its problem, which a whole group shares
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("games-in-a-dictionary")]
public abstract partial class GamesInADictionary
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Game>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A game.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    private readonly Dictionary<string, int> _turns = []; //! KIMI8003

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        _turns[problem.Id] = 0;
        return new(new Episode(_turns, problem.Id));
    }

    private sealed class Episode(Dictionary<string, int> turns, string id) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(++turns[id] > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("again"));

        public ValueTask DisposeAsync() => default;
    }
}
