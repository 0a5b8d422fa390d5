// Mistake: I asked for a profile that nobody wrote
// Pain: 1
// Caught: start
// Arguments: run unprofiled --profile overnight
// Says: there is no profile 'overnight', since no kimi.overnight.json lies in the working folder or beside the application:
using Kimi.Dsl;

namespace Acme;

[Recipe("unprofiled")]
public abstract partial class Unprofiled
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}
