using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Tests.Harness;

/// <summary>The settings of the runtime, which every application references and by which the section <c>Kimi</c> of its JSON files is checked.</summary>
internal static class RuntimeSettings
{
    /// <summary>The runtime, as far as it is settings.</summary>
    public static MetadataReference Reference { get; } = CSharpCompilation.Create(
        "Kimi.Runtime",
        [
            Compilations.Parse("global using System;", "Usings.cs"), Read("Kimi.Runtime/Settings/KimiOptions.cs"), Read("Kimi.Runtime/Settings/SandboxKind.cs"),
            // Without what it is to tensors.
            Compilations.Parse(
                $"namespace Kimi.Torch.Models;\n{Read("Kimi.Torch/Models/Precision.cs").GetRoot().DescendantNodes().OfType<EnumDeclarationSyntax>().Single()}",
                "Precision.cs"),
        ],
        Net100.References.All,
        Compilations.Options).ToMetadataReference();

    private static SyntaxTree Read(string path) => Compilations.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", path)), path);
}
