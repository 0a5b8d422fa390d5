// Mistake: I forgot 'abstract' on the class
// Pain: 0
// Caught: build
// Compiler: CS0513
using Kimi.Dsl;

namespace Acme;

[Recipe("addition-sft")]
public partial class {|KIMI1001:AdditionSft|}
{
    [Problems<AdditionProblems>(Count = 8_192)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(ContextLength = 128)]
    public abstract Policy Initial();

    [FineTune(Steps = 2_000)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
