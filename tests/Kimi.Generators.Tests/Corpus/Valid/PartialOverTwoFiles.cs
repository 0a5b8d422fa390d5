// Form: a recipe in parts, in two files, the second of which has the base list
using Kimi.Dsl;

namespace Acme;

[Recipe("partial-over-two-files")]
public abstract partial class PartialOverTwoFiles
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();
}
//// PartialOverTwoFiles.Training.cs
using Kimi.Dsl;

namespace Acme;

public partial class PartialOverTwoFiles : ITrained
{
    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Whatever is trained.</summary>
public interface ITrained;
