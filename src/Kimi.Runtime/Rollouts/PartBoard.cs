using System.Runtime.ExceptionServices;
using Kimi.Dsl;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Rollouts;

/// <summary>Which parts of an order are open, who works on them, and what has been answered.</summary>
internal sealed class PartBoard
{
    // How often every executor in turn may fail with one part.
    private const int MostRounds = 10;

    // Rounding can bring the logarithm of a probability near 1 above 0.
    private const float LargestLogprob = 1e-3f;

    private readonly Func<IReadOnlyList<IRolloutExecutor>> _executors;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<RolloutOrder> _parts;
    private readonly List<OpenPart> _open;
    private readonly int[] _rounds;
    private readonly Dictionary<string, (int Part, RolloutRequest Request)> _asked = new(StringComparer.Ordinal);
    private readonly int[] _silences;
    private readonly int _vocabulary;
    private readonly Dictionary<string, (RolloutEvent.Answer Answer, IRolloutExecutor By)> _answers = new(StringComparer.Ordinal);
    private readonly List<Running> _running = [];

    public PartBoard(
        IReadOnlyList<RolloutOrder> parts, Func<IReadOnlyList<IRolloutExecutor>> executors, int vocabulary, TimeSpan deadline, TimeProvider time,
        ILogger logger)
    {
        (_parts, _executors, _deadline, _time, _logger) = (parts, executors, deadline, time, logger);
        (_rounds, _silences, _vocabulary) = (new int[parts.Count], new int[parts.Count], vocabulary);
        _open = [.. Enumerable.Range(0, parts.Count).Select(part => new OpenPart(part, new HashSet<IRolloutExecutor>()))];
        foreach (var (part, order) in parts.Index())
        {
            foreach (var request in order.Requests)
                _asked.Add(request.Id, (part, request));
        }
    }

    // Those that have not fallen silent.
    private IEnumerable<IRolloutExecutor> Left =>
        _executors().Except(_running.Where(running => running.IsGivenUp).Select(running => running.Execution.Executor));

    /// <summary>How many answers came to requests that had been answered.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether every request is answered.</summary>
    public bool IsDone => _answers.Count == _asked.Count;

    /// <summary>Gives open parts to idle executors. One that failed with a part gets it again only when all others have failed with it
    /// too.</summary>
    public IReadOnlyList<Execution> Assign()
    {
        var given = new List<Execution>();
        foreach (var executor in _executors().Where(executor => !_running.Any(running => running.Execution.Executor == executor)))
        {
            // Who is left may have changed since a part was opened.
            if ((_open.Find(open => !open.FailedOn.Contains(executor)) ?? _open.Find(open => Left.All(open.FailedOn.Contains))) is not { } open)
                continue;
            _open.Remove(open);
            var execution = new Execution(executor, open.Part, Order(open.Part, executor));
            _running.Add(new(execution, open.FailedOn, _time.GetTimestamp()));
            given.Add(execution);
        }

        return given;
    }

    /// <summary>Takes what happened.</summary>
    /// <returns>The answer in it, if it is the first to its request.</returns>
    /// <exception cref="KimiException">The part cannot be executed, or has failed too often; or executors that should repeat did not.</exception>
    public RolloutEvent.Answer? Take(ExecutionMessage message)
    {
        if (_running.Find(entry => entry.Execution == message.Execution) is { } running)
            running.LastSign = _time.GetTimestamp();
        if (message.Event is null)
            End(message.Execution, message.Exception);
        return message.Event switch
        {
            RolloutEvent.Answer answer => Take(message.Execution, answer),
            RolloutEvent.Failed failed => Fail(message.Execution, failed.Message),
            _ => null,
        };
    }

    /// <summary>Issues the parts of executors without a sign of life again, if another executor is left.</summary>
    /// <exception cref="KimiException">None is left.</exception>
    public void GiveUpOnSilent()
    {
        var mostSilences = 0;
        foreach (var running in _running.Where(running => !running.IsGivenUp && _time.GetElapsedTime(running.LastSign) >= _deadline).ToList())
        {
            running.IsGivenUp = true;
            mostSilences = Math.Max(mostSilences, ++_silences[running.Execution.Part]);
            Reopen(running, $"no sign of life for {_deadline.TotalSeconds:0.###} s", exception: null);
        }

        // A part on which two executors hang would hang on the others too.
        if (mostSilences < 2 && Left.Any())
            return;
        var activities = _running.Where(running => running.IsGivenUp).Select(running =>
            $"{running.Execution.Executor.Name} generates {running.Execution.Order.Requests.Count} responses, "
            + $"the first to problem {running.Execution.Order.Requests[0].Prompt}");
        throw new KimiException(
            $"no rollout worker has shown a sign of life for {_deadline.TotalSeconds:0.###} s: {string.Join("; ", activities)}. "
            + "If a step really takes that long raise Kimi:RolloutDeadlineSeconds; otherwise run again, which goes on from the last checkpoint");
    }

    private RolloutEvent.Answer? Take(Execution execution, RolloutEvent.Answer answer)
    {
        if (answer.Request is null || !_asked.TryGetValue(answer.Request, out var asked) || asked.Part != execution.Part)
            return Fail(execution, $"it answered the request '{answer.Request}', which it was not given");
        if (Flaw(answer, asked.Request, execution.Order) is { } flaw)
            return Fail(execution, $"its answer to request {answer.Request} {flaw}");
        if (_answers.TryAdd(answer.Request, (answer, execution.Executor)))
            return answer;
        Repeated++;
        var (before, by) = _answers[answer.Request];
        if (execution.Executor.Capabilities.Repeats && by.Capabilities.Repeats && !before.Equals(answer))
        {
            throw new KimiException(
                $"{execution.Executor.Name} repeats bit for bit, as it says, but gave another answer to request {answer.Request} of stage "
                + $"{execution.Order.Stage} than {by.Name} before: look for what differs between the two, or declare that they do not repeat");
        }

        return null;
    }

    // What is wrong with an answer; null if nothing is.
    private string? Flaw(RolloutEvent.Answer answer, RolloutRequest request, RolloutOrder order)
    {
        if (answer.Segment is not { Tokens: { } tokens, Logprobs: { } logprobs })
            return "has no segment of tokens and log-probabilities";
        var version = order.Policy.Version;
        var most = Math.Min(request.TokenBudget, order.Sampling.MaxResponseTokens - request.Turns.OfType<PolicyTurn>().Sum(turn => turn.AllTokens.Count()));
        return tokens.Count == 0 || tokens.Count != logprobs.Count ? $"has {tokens.Count} tokens and {logprobs.Count} log-probabilities"
            : tokens.Any(token => token < 0 || token >= _vocabulary) ? $"has a token outside the policy's vocabulary of {_vocabulary}"
            : tokens.Count > most ? $"has {tokens.Count} tokens, and at most {most} were asked for"
            : logprobs.Any(logprob => !(logprob <= LargestLogprob) || float.IsInfinity(logprob))
                ? "has a log-probability that is above 0, infinite or no number"
            : answer is RolloutEvent.Finished { Reason: StopReason.TurnLimit or < StopReason.EndOfText or > StopReason.Repetition } finished
                ? $"ended for the reason {finished.Reason}, which is not one for which a turn of the policy ends"
            : answer.Segment.PolicyVersion != version ? $"is of version {answer.Segment.PolicyVersion} of the policy, not {version}"
            : answer is RolloutEvent.Cut && tokens.Count < request.TokenBudget
                ? $"is cut after {tokens.Count} tokens, before its budget of {request.TokenBudget}"
            : null;
    }

    private RolloutEvent.Answer? Fail(Execution execution, string why)
    {
        if (_running.Find(entry => entry.Execution == execution) is { IsGivenUp: false } running)
        {
            running.IsGivenUp = true;
            Reopen(running, why, exception: null);
        }

        return null;
    }

    private void End(Execution execution, Exception? exception)
    {
        if (exception is KimiException)
            ExceptionDispatchInfo.Throw(exception);
        if (_running.Find(entry => entry.Execution == execution) is not { } running)
            return;
        _running.Remove(running);
        if (!running.IsGivenUp)
        {
            var why = exception is null ? "it ended without answering all requests" : exception.Message.TrimEnd('.');
            Reopen(running, why, exception);
        }
    }

    private void Reopen(Running running, string why, Exception? exception)
    {
        var (executor, part) = (running.Execution.Executor, running.Execution.Part);
        if (_parts[part].Requests.All(request => _answers.ContainsKey(request.Id)))
            return;
        var place = $"part {part + 1} of {_parts.Count} of stage {running.Execution.Order.Stage}";
        _logger.LogWarning(exception, "{Executor} failed with {Part} ({Why}): it is issued again", executor.Name, place, why);
        var failedOn = running.FailedOn.Append(executor).ToHashSet();
        if (Left.All(failedOn.Contains))
        {
            failedOn.Clear();
            if (++_rounds[part] >= MostRounds)
            {
                throw new KimiException(
                    $"{place} has failed {MostRounds} times on every executor, last on {executor.Name} ({why}): repair it, then run again, "
                    + "which goes on from the last checkpoint",
                    exception ?? new InvalidOperationException(why));
            }
        }

        _open.Add(new(part, failedOn));
    }

    // As a whole where it repeats, since the bits of a response may depend on the others of its part.
    private RolloutOrder Order(int part, IRolloutExecutor executor) => executor.Capabilities.Repeats
        ? _parts[part] with { Answered = [.. _parts[part].Requests.Select(request => request.Id).Where(_answers.ContainsKey)] }
        : _parts[part] with { Requests = [.. _parts[part].Requests.Where(request => !_answers.ContainsKey(request.Id))] };

    private sealed record OpenPart(int Part, IReadOnlySet<IRolloutExecutor> FailedOn);

    private sealed class Running(Execution execution, IReadOnlySet<IRolloutExecutor> failedOn, long started)
    {
        public Execution Execution => execution;

        // Those that had failed with the part before.
        public IReadOnlySet<IRolloutExecutor> FailedOn => failedOn;

        public long LastSign { get; set; } = started;

        public bool IsGivenUp { get; set; }
    }
}
