// Stack: verl
// Kind: the recipe is a static class
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("recipe-as-static-class")]
public static partial class RecipeAsStaticClass //! KIMI1001
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public static PromptSet Problems() => throw new NotSupportedException();
}
