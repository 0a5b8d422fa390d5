// Form: packed rows are longer than the context, since each demonstration in them has positions of its own
using Kimi.Dsl;

namespace Acme;

[Recipe("packed-rows")]
public abstract partial class PackedRows
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, PackedTokens = 2_048)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
