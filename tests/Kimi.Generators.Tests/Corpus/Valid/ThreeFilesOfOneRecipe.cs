// Form: a recipe in three files, one of which has the options of the class
using Kimi.Dsl;

namespace Acme;

[Recipe("three-files-of-one-recipe")]
[Sampling(MaxResponseTokens = 96)]
public abstract partial class ThreeFilesOfOneRecipe
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
//// Training.cs
using Kimi.Dsl;

namespace Acme;

public abstract partial class ThreeFilesOfOneRecipe
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
//// Report.cs
using Kimi.Dsl;

namespace Acme;

public abstract partial class ThreeFilesOfOneRecipe
{
    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate(MaxResponseTokens = 192)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
