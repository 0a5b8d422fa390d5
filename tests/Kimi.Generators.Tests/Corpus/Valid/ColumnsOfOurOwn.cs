// Form: a file whose columns have other names
using Kimi.Dsl;

namespace Acme;

[Recipe("columns-of-our-own")]
public abstract partial class ColumnsOfOurOwn
{
    [DemonstrationsFile(Path = "rows.jsonl", PromptField = "instruction", ResponseField = "output")]
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
