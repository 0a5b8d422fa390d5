// Form: a tool keeps notes of its own response, and a static table of constants
using System.Collections.Frozen;
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("state-of-one-play-only")]
public abstract partial class StateOfOnePlayOnly
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Notes, BracketCalls>(MaxTurns = 4, MaxReplyTokens = 256)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A notebook.</summary>
public sealed class Notes
{
    private static readonly FrozenDictionary<string, int> s_known = new Dictionary<string, int> { ["one"] = 1, ["ten"] = 10 }.ToFrozenDictionary();

    private readonly Dictionary<string, int> _notes = new(s_known);

    /// <summary>Notes a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    [Description("Notes a number under a name.")]
    public string Write(string name, int value)
    {
        _notes[name] = value;
        return $"{_notes.Count - s_known.Count} notes";
    }

    /// <summary>Reads a number.</summary>
    /// <param name="name">Its name.</param>
    [Description("Reads the number of a name.")]
    public string Read(string name) => _notes.TryGetValue(name, out var value) ? $"{value}" : "no such note";
}
