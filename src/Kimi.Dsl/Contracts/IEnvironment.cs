namespace Kimi.Dsl;

/// <summary>What a policy acts in, turn by turn: tools, a dialogue, a system of a team. Implement <see cref="IEnvironment{TProblem}"/>.</summary>
public interface IEnvironment
{
    /// <summary>Texts that end a turn of the policy, in addition to its end of text; they stay in its tokens. By default none.</summary>
    IReadOnlyList<string> TurnEnds => [];

    /// <summary>Begins an episode, with a state of its own.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="context">The episode's id, seed and limits.</param>
    /// <param name="cancellationToken">Cancelled when the time limit is over or the run stops.</param>
    ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
}

/// <summary>What a policy acts in, for one type of problem.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IEnvironment<in TProblem> : IEnvironment
    where TProblem : Problem
{
    /// <summary>Begins an episode, with a state of its own.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="context">The episode's id, seed and limits.</param>
    /// <param name="cancellationToken">Cancelled when the time limit is over or the run stops.</param>
    ValueTask<IEpisode> StartAsync(TProblem problem, EpisodeContext context, CancellationToken cancellationToken);

    ValueTask<IEpisode> IEnvironment.StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        problem is TProblem typed
            ? StartAsync(typed, context, cancellationToken)
            : throw new KimiException($"{GetType().Name} takes a {typeof(TProblem).Name}, not a {problem.GetType().Name}: give the stage other problems");
}

/// <summary>
/// One episode: the environment's side of a response. Its replies are a function of the problem, the seed and the policy's turns alone: after an interruption
/// it is begun again and the recorded turns are played to it, and a reply that differs is a fault.
/// </summary>
public interface IEpisode : IAsyncDisposable
{
    /// <summary>What stands before the policy's first turn, after the prompt: descriptions of tools, a first observation. By default nothing.</summary>
    IReadOnlyList<Message> Opening => [];

    /// <summary>Replies to a turn of the policy. An exception is a fault of the episode, and so is no reply within the time limit.</summary>
    /// <param name="turn">The turn: its text is without the text that ended it.</param>
    /// <param name="cancellationToken">Cancelled when the time limit is over or the run stops.</param>
    ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken);
}

/// <summary>What an episode begins with.</summary>
/// <param name="Id">Identifies the response within its stage. An episode that is begun again after an interruption has the same one.</param>
/// <param name="Seed">The seed of its randomness; use no other.</param>
/// <param name="MaxTurns">How many turns the policy has.</param>
/// <param name="MaxReplyTokens">The longest reply, in tokens; a longer one is cut.</param>
public sealed record EpisodeContext(string Id, ulong Seed, int MaxTurns, int MaxReplyTokens);

/// <summary>What an environment says to a turn of the policy.</summary>
public abstract record EnvironmentReply
{
    private EnvironmentReply()
    {
    }

    /// <summary>The policy goes on after a message.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Continue(Message Message) : EnvironmentReply
    {
        /// <summary>A text as the message of a tool.</summary>
        /// <param name="text">The text.</param>
        public Continue(string text)
            : this(new Message(MessageRole.Tool, [new PromptPart.Text(text)]))
        {
        }
    }

    /// <summary>The episode is over; the rewards judge it.</summary>
    public sealed record Finished : EnvironmentReply;

    /// <summary>The environment cannot go on; the response is not judged, and counts as a fault.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Fault(string Why) : EnvironmentReply;
}
