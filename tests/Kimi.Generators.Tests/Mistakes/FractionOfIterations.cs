// Mistake: I gave a stage half an iteration
// Pain: 1
// Caught: build
// Compiler: CS0266
using Kimi.Dsl;

namespace Acme;

[Recipe("and-a-half")]
public abstract partial class AndAHalf
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80.5), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
