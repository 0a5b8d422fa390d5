// Form: types of the file alone hold constants and help a transform
using Kimi.Dsl;

namespace Acme;

[Recipe("file-types-inside")]
public abstract partial class FileTypesInside
{
    [Problems<AdditionProblems>(Count = Numbers.Problems)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Short(PromptSet problems) => new([.. problems.Where(Numbers.IsShort)]);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces([From(nameof(Short))] PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

file static class Numbers
{
    public const int Problems = 2_048;

    public static bool IsShort(Problem problem) => problem.Prompt.Text.Length < 8;
}
