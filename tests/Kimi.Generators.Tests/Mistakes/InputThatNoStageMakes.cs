// Mistake: I fine-tune on demonstrations and have no stage that makes them
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-traces")]
public abstract partial class NoTraces
{
    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations {|KIMI2001:traces|});
}
