// Stack: SkyRL
// Kind: a tool notes what was said in a list of all responses
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;

namespace Acme;

[Recipe("tool-that-keeps-notes-for-all")]
public abstract partial class ToolThatKeepsNotesForAll
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
    [Tools<ToolThatKeepsNotesForAllTools>(MaxTurns = 2, MaxReplyTokens = 96)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<ToolThatKeepsNotesForAllTools>(MaxTurns = 2, MaxReplyTokens = 96)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The tools.</summary>
public sealed class ToolThatKeepsNotesForAllTools
{
    private static readonly List<string> s_notes = []; //! KIMI8003

    /// <summary>Notes.</summary>
    /// <param name="text">What.</param>
    [Description("Notes a text and reads all notes.")]
    public string Note(string text)
    {
        s_notes.Add(text);
        return string.Join(' ', s_notes);
    }
}
