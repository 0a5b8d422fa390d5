namespace Kimi.Dsl;

/// <summary>
/// A text protocol by which a policy calls tools: what a call, its result and the description of tools look like. <see cref="JsonCalls"/> and
/// <see cref="BracketCalls"/> are two; a team's own has a constructor without parameters, and no state.
/// </summary>
public interface IToolProtocol
{
    /// <summary>Texts that end a turn of the policy, in addition to its end of text: what a call ends with.</summary>
    IReadOnlyList<string> TurnEnds { get; }

    /// <summary>What the policy reads about the tools, after the prompt.</summary>
    /// <param name="tools">The tools.</param>
    string Describe(IReadOnlyList<ToolDescription> tools);

    /// <summary>The calls in a turn, in order; a turn without one is the policy's final answer.</summary>
    /// <param name="turn">The turn's text, with the text that ended it.</param>
    IReadOnlyList<ToolCall> Read(string turn);

    /// <summary>What the policy reads after its calls.</summary>
    /// <param name="results">The result of each call, in order.</param>
    string Write(IReadOnlyList<string> results);
}
