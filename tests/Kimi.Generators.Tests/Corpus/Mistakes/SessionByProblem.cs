// Stack: verl
// Kind: sessions are kept by problem, so the responses of a group share one
// Caught: build
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("session-by-problem")]
public abstract partial class SessionByProblem
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
    [Environment<SessionWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<SessionWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>What was said so far.</summary>
public sealed class Session
{
    /// <summary>The turns.</summary>
    public List<string> Said { get; } = [];
}

/// <summary>A world.</summary>
public sealed class SessionWorld : IEnvironment<MathProblem>
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem, _sessions.GetOrAdd(problem.Id, _ => new Session()))); //! KIMI8029

    private sealed class Episode(MathProblem problem, Session session) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            session.Said.Add(turn.Text);
            var right = turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
            return new(right ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue($"{session.Said.Count} tries"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
