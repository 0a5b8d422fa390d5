// Stack: axolotl
// Kind: save_total_limit of -1, to keep all checkpoints
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("keep-all-checkpoints")]
public abstract partial class KeepAllCheckpoints
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, KeepCheckpoints = -1)] //! KIMI5001
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
