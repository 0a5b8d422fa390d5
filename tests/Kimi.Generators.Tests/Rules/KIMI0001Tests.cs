using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI0001: the generator failed on a recipe.</summary>
public sealed class KIMI0001Tests
{
    [Fact]
    public void An_exception_on_one_recipe_is_one_diagnostic()
    {
        var generator = new RecipeGenerator(model => model.Name == "bad" ? throw new InvalidOperationException("no\nway.") : "// fine");
        var compilation = Compilations.Create("[Recipe(\"bad\")] public abstract partial class A;", "[Recipe(\"good\")] public abstract partial class B;");
        var result = Compilations.Driver(generator).RunGenerators(compilation).GetRunResult();
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("KIMI0001", diagnostic.Id);
        Assert.Equal("the generator failed on recipe 'A' with InvalidOperationException, no way: please report it with the recipe's source",
            diagnostic.GetMessage());
        Assert.Contains(result.Results[0].GeneratedSources, s => s.HintName == "B.g.cs");
    }

    [Fact]
    public void Cancellation_is_no_failure()
    {
        using var cancellation = new CancellationTokenSource();
        var generator = new RecipeGenerator(_ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });
        var compilation = Compilations.Create("[Recipe(\"a\")] public abstract partial class A;");
        Assert.Throws<OperationCanceledException>(() => Compilations.Driver(generator).RunGenerators(compilation, cancellation.Token));
    }
}
