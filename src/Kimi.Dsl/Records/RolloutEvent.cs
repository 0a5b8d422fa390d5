using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>What an executor tells about an order while it works on it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Cut), "cut")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record RolloutEvent
{
    private RolloutEvent()
    {
    }

    /// <summary>A sign of life.</summary>
    public sealed record Progress : RolloutEvent;

    /// <summary>What came of a request.</summary>
    /// <param name="Request">The <see cref="RolloutRequest.Id"/> of the request.</param>
    /// <param name="Segment">What was sampled for this order, what ended it included.</param>
    public abstract record Answer(string Request, RolloutSegment Segment) : RolloutEvent;

    /// <summary>The policy's turn is finished.</summary>
    /// <param name="Request">The <see cref="RolloutRequest.Id"/> of the request.</param>
    /// <param name="Segment">What was sampled for this order, what ended it included.</param>
    /// <param name="Reason">Why it ended.</param>
    public sealed record Finished(string Request, RolloutSegment Segment, StopReason Reason) : Answer(Request, Segment);

    /// <summary>The token budget cut the policy's turn.</summary>
    /// <param name="Request">The <see cref="RolloutRequest.Id"/> of the request.</param>
    /// <param name="Segment">What was sampled for this order.</param>
    public sealed record Cut(string Request, RolloutSegment Segment) : Answer(Request, Segment);

    /// <summary>The executor cannot go on with the order, which is then issued again. Throwing an exception is equivalent.</summary>
    /// <param name="Message">Why.</param>
    public sealed record Failed(string Message) : RolloutEvent;
}
