using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>
/// What a reward says about a response: a closed union, so that a failure never looks like a zero. Only scored responses are trained on.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "verdict")]
[JsonDerivedType(typeof(Scored), "scored")]
[JsonDerivedType(typeof(Unscorable), "unscorable")]
[JsonDerivedType(typeof(Fault), "fault")]
[JsonDerivedType(typeof(TimedOut), "timedOut")]
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The response was judged.</summary>
    /// <param name="Value">From 0 (wrong) to 1 (right); above 0.5 counts as correct.</param>
    /// <param name="Rule">Which of the reward's rules decided, for reports; empty when it has only one.</param>
    public sealed record Scored(double Value, string Rule = "") : Verdict
    {
        /// <summary>
        /// The response's final answer, in a form in which equal answers are equal texts; null if it has none, or the reward does not tell. Majority votes
        /// count it.
        /// </summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Answer { get; init; }
    }

    /// <summary>The reward cannot judge this response or problem.</summary>
    /// <param name="Why">What is missing.</param>
    public sealed record Unscorable(string Why) : Verdict;

    /// <summary>The reward failed.</summary>
    /// <param name="Type">The type of the exception, or of the failure.</param>
    /// <param name="Message">What went wrong.</param>
    public sealed record Fault(string Type, string Message) : Verdict
    {
        /// <summary>The fault that an exception is.</summary>
        /// <param name="exception">The exception.</param>
        public static Fault Of(Exception exception)
        {
            ArgumentNullException.ThrowIfNull(exception);
            return new(exception.GetType().Name, exception.Message);
        }
    }

    /// <summary>The reward did not answer in time.</summary>
    /// <param name="Limit">The time it had.</param>
    public sealed record TimedOut(TimeSpan Limit) : Verdict;

    /// <summary>1 for a correct response, 0 for a wrong one.</summary>
    /// <param name="correct">Whether the response is correct.</param>
    public static Verdict Of(bool correct) => new Scored(correct ? 1 : 0);
}
