// Sends three spans of a small agent with an official exporter: node export.cjs <address> <bearer> <proto|http> <none|gzip> <run>
'use strict';
const { trace, context, SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');

const [address, bearer, spelling, compression, run] = process.argv.slice(2);
const { OTLPTraceExporter } = require(`@opentelemetry/exporter-trace-otlp-${spelling}`);

const memory = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] });
const tracer = provider.getTracer('peer', '1.0');

const agent = tracer.startSpan('invoke_agent helper', { attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'helper', 'gen_ai.conversation.id': run } });
const within = trace.setSpan(context.active(), agent);
tracer.startSpan('chat gpt-5-mini', {
  kind: SpanKind.CLIENT,
  attributes: {
    'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-5-mini', 'gen_ai.response.finish_reasons': ['tool_calls'],
    'gen_ai.usage.input_tokens': 120, 'gen_ai.usage.output_tokens': 30, 'gen_ai.request.temperature': 0.5, 'gen_ai.input.messages': '[{"role":"user","content":"W-SECRET"}]',
  },
}, within).end();
const tool = tracer.startSpan('execute_tool billing.refund', {
  attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'billing.refund', 'gen_ai.tool.call.id': 'call_1', 'gen_ai.tool.call.arguments': '{"order_id":"W-1","amount":120.5}' },
}, within);
tool.recordException(Object.assign(new Error('no such order'), { name: 'NotFound' }));
tool.setStatus({ code: SpanStatusCode.ERROR, message: 'failed' });
tool.end();
agent.end();

const exporter = new OTLPTraceExporter({ url: address, headers: { Authorization: `Bearer ${bearer}` }, compression, timeoutMillis: 20000 });
exporter.export(memory.getFinishedSpans(), async result => {
  console.log(JSON.stringify({ code: result.code, error: result.error && String(result.error) }));
  await exporter.shutdown();
});
