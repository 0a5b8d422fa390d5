// Form: a tool that looks where a file is
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("notes-in-their-folder")]
public abstract partial class NotesInTheirFolder
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
    [Tools<NotesInTheirFolderTools>(MaxTurns = 3, MaxReplyTokens = 48)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<NotesInTheirFolderTools>(MaxTurns = 3, MaxReplyTokens = 48)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Tools.</summary>
public sealed class NotesInTheirFolderTools
{
    /// <summary>Reads.</summary>
    /// <param name="name">It.</param>
    [Description("Reads a note.")]
    public string Read(string name)
    {
        var path = Path.GetFullPath(Path.Combine("notes", name));
        return path.StartsWith(Path.GetFullPath("notes"), StringComparison.Ordinal) && File.Exists(path) ? File.ReadAllText(path) : "no such note";
    }
}
