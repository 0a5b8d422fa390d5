// Form: an environment with dice of its seed and a dictionary of constants
using Kimi.Dsl;

namespace Acme;

[Recipe("game-by-its-seed")]
public abstract partial class GameByItsSeed
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Environment<Game>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A game.</summary>
public sealed class Game : IEnvironment<MathProblem>
{
    private static readonly Dictionary<int, string> s_words = new() { [0] = "low", [1] = "high" };

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(new Random((int)context.Seed), context.MaxTurns));

    private sealed class Episode(Random random, int limit) : IEpisode
    {
        private int _turns;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            new(++_turns == limit ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(s_words[random.Next(2)]));

        public ValueTask DisposeAsync() => default;
    }
}
