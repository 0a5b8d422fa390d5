using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Programs that make the inputs of test cases, with the module that they may use.</summary>
/// <param name="language">Their language.</param>
/// <param name="modulePath">The module's file; empty for the built-in one.</param>
internal sealed class CaseGenerator(ProgramLanguage language, string modulePath)
{
    private const string BuiltIn = "cases";
    private const string Quotes = "\"\"\"";

    private readonly string _name = modulePath.Length > 0 ? Path.GetFileNameWithoutExtension(modulePath) : BuiltIn;
    private readonly string _module = modulePath.Length > 0 ? File.ReadAllText(modulePath) : PythonSource.Resource(BuiltIn);

    /// <summary>What a policy is told of the module.</summary>
    /// <exception cref="KimiException">The module says nothing of itself.</exception>
    public string Usage => _module.Split(Quotes) is [var before, var usage, ..] && before.Trim().Length == 0
        ? usage.Trim()
        : throw new KimiException($"{modulePath} does not begin with its usage: put it between triple double quotes at the file's start");

    /// <summary>The runs that make inputs.</summary>
    /// <param name="program">The generator.</param>
    /// <param name="cases">How many inputs.</param>
    public SandboxJob Job(string program, int cases) => new()
    {
        Language = language,
        Source = language == ProgramLanguage.Python ? PythonSource.Generate(_name, _module, program) : program,
        Inputs =
        [
            .. Enumerable.Range(1, cases)
                .Select(number => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} {cases}\n"))),
        ],
    };
}
