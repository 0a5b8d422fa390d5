// Stack: axolotl
// Kind: lora_r: 0 to switch the adapter off
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rank-of-nothing")]
public abstract partial class RankOfNothing
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    [Lora(Rank = 0)] //! KIMI5001
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
