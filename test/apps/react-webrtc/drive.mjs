import { mount } from 'react';
import { observed, until } from 'judge';
import { createEphemeralKey } from './src/token';
import { VoicePage } from './src/VoicePage';

const page = mount(VoicePage, { getKey: () => createEphemeralKey('sk-mock') });
const [start, write] = page.find('button');
const status = () => page.find('p')[0].props.children;
start.props.onClick();
await until(() => status() !== 'connecting');
write.props.onClick();
await until(() => page.find('li').length > 0);
observed({ status: status(), lines: page.find('li').map((one) => one.props.children) });
