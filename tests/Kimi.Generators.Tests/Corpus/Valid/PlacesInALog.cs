// Form: a logger with places for values
using Kimi.Dsl;

namespace Acme;

[Recipe("places-in-a-log")]
public abstract partial class PlacesInALog
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
    [Environment<PlacesInALogWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<PlacesInALogWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A log.</summary>
public sealed class Notebook
{
    /// <summary>Writes.</summary>
    /// <param name="text">What.</param>
    /// <param name="values">Its values.</param>
    public void LogDebug(string text, params object[] values) => System.Diagnostics.Debug.WriteLine(text + values.Length);
}

/// <summary>A world.</summary>
public sealed class PlacesInALogWorld : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem, new Notebook()));

    private sealed class Episode(MathProblem problem, Notebook logger) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var id = problem.Id;
            logger.LogDebug("episode {id} goes on", id);
            var isRight = turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
            return new(isRight ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
