// Stack: SkyRL
// Kind: more valid cases demanded than are generated
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-cases-than-inputs")]
public abstract partial class MoreCasesThanInputs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [CodeProblemsFile(Path = "contests.jsonl", Layout = CodeLayout.CodeContests, WithoutTests = true)]
    public abstract PromptSet Contests();

    [GenerateTestCases(Cases = 30)] //! KIMI5002
    public abstract PromptSet Tested(Policy sft, PromptSet contests);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [TestCaseReward]
    public abstract Policy LongCot(Policy sft, PromptSet tested);
}
