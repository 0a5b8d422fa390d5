// Mistake: I wrote the recipe as a record, as our configuration objects are
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("record-sft")]
public abstract partial record {|KIMI1004:RecordSft|}
{
    [Problems<AdditionProblems>(Count = 2_048)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}
