// Form: a recipe in a namespace within a namespace
using Kimi.Dsl;

namespace Acme
{
    namespace Experiments
    {
        namespace Sums
        {
            [Recipe("namespaces-in-each-other")]
            public abstract partial class NamespacesInEachOther
            {
                [Problems<AdditionProblems>(Count = 4_096)]
                public abstract PromptSet Problems();

                [Demonstrations<global::Acme.AdditionSteps>]
                public abstract Demonstrations Traces(PromptSet problems);

                [InitializeTransformer(Layers = 6, ContextLength = 512)]
                public abstract Policy Initial();

                [FineTune(Steps = 500)]
                public abstract Policy Sft(Policy initial, Demonstrations traces);
            }
        }
    }
}
