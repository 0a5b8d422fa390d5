// Form: aliases, and a static using of an enumeration
using static Kimi.Dsl.Split;
using Examples = Kimi.Dsl.Demonstrations;
using Set = Kimi.Dsl.PromptSet;
using Sums = Acme.AdditionProblems;
using Kimi.Dsl;

namespace Acme;

[Recipe("aliases-and-statics")]
public abstract partial class AliasesAndStatics
{
    [Problems<Sums>(Count = 4_096, Split = HeldOut)]
    public abstract Set Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Examples Traces(Set problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Examples traces);
}
