// Mistake: I put the recipe into the class of its experiments
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

public static partial class Experiments
{
    [Recipe("small-sft")]
    public abstract partial class {|KIMI1004:SmallSft|}
    {
        [Problems<AdditionProblems>(Count = 2_048)]
        public abstract PromptSet Problems();

        [Demonstrations<AdditionSteps>]
        public abstract Demonstrations Traces(PromptSet problems);
    }
}
