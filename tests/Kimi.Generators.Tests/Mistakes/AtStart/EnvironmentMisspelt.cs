// Mistake: A variable of the environment names a stage that was renamed
// Pain: 1
// Caught: start
// Arguments: run renamed-stage
// Environment: KIMI__renamed-stage__Pretrained__Steps=50
// Says: KIMI7002: renamed-stage has no stage 'Pretrained' (environment)
using Kimi.Dsl;

namespace Acme;

[Recipe("renamed-stage")]
public abstract partial class RenamedStage
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
