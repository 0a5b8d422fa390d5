// Stack: axolotl
// Kind: the rank of the adapter is above the width of the model
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rank-above-the-matrix")]
public abstract partial class RankAboveTheMatrix
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 200)]
    [Lora(Rank = 512)] //! KIMI5007
    public abstract Policy Second([From(nameof(Sft))] Policy start, Demonstrations traces);
}
