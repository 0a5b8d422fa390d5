// Form: names are taken by nameof, also of stages of the base
using Kimi.Dsl;

namespace Acme;

[Recipe("names-by-nameof")]
public abstract partial class NamesByNameof
{
    [ProblemsFile(Path = $"{nameof(NamesByNameof)}.jsonl", PromptField = nameof(Prompt), Split = Split.Train)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces([From(nameof(Problems))] PromptSet asked);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft([From(nameof(NamesByNameof.Initial))] Policy start, Demonstrations traces);
}
