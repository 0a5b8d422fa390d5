// Stack: slime
// Kind: a tool reads whatever file the policy names, the answers among them
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tool-reads-any-file")]
public abstract partial class ToolReadsAnyFile
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
    [Tools<Reader>(MaxTurns = 3, MaxReplyTokens = 48)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<Reader>(MaxTurns = 3, MaxReplyTokens = 48)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Reads files.</summary>
public sealed class Reader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    [Description("Reads a file of the task.")]
    public string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "no such file"; //! KIMI8016
}
