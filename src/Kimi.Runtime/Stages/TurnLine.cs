using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>A turn of a response, as logs write it.</summary>
/// <param name="By">Whose it is: the policy's, or the environment's.</param>
/// <param name="Text">Its text, with the text that ended it.</param>
internal sealed record TurnLine(string By, string Text)
{
    /// <summary>Whether it was longer, and was cut.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCut { get; init; }

    /// <summary>The turns of a response; null where it has one, which is its text.</summary>
    /// <param name="rollout">The response.</param>
    public static IReadOnlyList<TurnLine>? Of(Rollout rollout) => rollout.Turns.Count == 1 ? null : [.. rollout.Turns.Select(Of)];

    private static TurnLine Of(Turn turn) => turn switch
    {
        PolicyTurn policy => new("policy", policy.Text + policy.StopText),
        EnvironmentTurn environment => new("environment", environment.Text) { IsCut = environment.IsCut },
        _ => throw new InvalidOperationException($"{turn.GetType().Name} is a new kind of turn: write it here"),
    };
}
