using System.Reflection;
using System.Runtime.Loader;
using Kimi.Dsl;

namespace Kimi.Generators.Tests.Harness;

/// <summary>Compiled recipes, loaded.</summary>
internal static class Assemblies
{
    /// <summary>Compiles sources with what the generator makes of them, and loads the assembly apart from all others.</summary>
    public static Assembly Load(params string[] sources)
    {
        Compilations.Driver().RunGeneratorsAndUpdateCompilation(Compilations.Create(sources), out var output, out _);
        using var stream = new MemoryStream();
        var emitted = output.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(name: null).LoadFromStream(stream);
    }

    /// <summary>The graph of a recipe by its name.</summary>
    public static RecipeGraph Graph(this Assembly assembly, string name) =>
        assembly.GetCustomAttribute<RecipeManifestAttribute>()!.Recipes.Single(r => r.Name == name).Graph();
}
