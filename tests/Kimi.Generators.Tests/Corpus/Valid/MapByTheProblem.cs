// Form: a map by problem that nothing changes
using Kimi.Dsl;

namespace Acme;

[Recipe("map-by-the-problem")]
public abstract partial class MapByTheProblem
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
    [Environment<MapByTheProblemWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<MapByTheProblemWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A map.</summary>
public sealed class Names
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Reads it.</summary>
    /// <param name="text">Its text.</param>
    public Names(string text)
    {
        foreach (var word in text.Split(' '))
            _names.TryAdd(word, word.ToUpperInvariant());
    }

    /// <summary>A name.</summary>
    /// <param name="place">Of what.</param>
    public string? Name(string place) => _names.GetValueOrDefault(place);
}

/// <summary>A world.</summary>
public sealed class MapByTheProblemWorld : IEnvironment<MathProblem>
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Names> _maps = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem, _maps.GetOrAdd(problem.Id, _ => new Names(problem.Solution))));

    private sealed class Episode(MathProblem problem, Names map) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var here = map.Name(turn.Text.Trim());
            return new(here == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(here ?? "nowhere"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
